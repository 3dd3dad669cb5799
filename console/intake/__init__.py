"""Taking a call (F2): the form, the deadlines while typing, what stands beside, and saving in one go."""
