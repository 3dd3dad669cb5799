"""What is late and what will be: horizons, effort, the forecast of a shift, the past under another reading."""
