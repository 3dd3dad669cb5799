"""Words that several screens say."""
