"""Reports as files that carry what they rest on, and can be made again and compared."""
