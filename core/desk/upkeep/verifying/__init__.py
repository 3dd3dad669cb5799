"""What a verification is made of: jobs that any process can do, and what is put together of them."""
