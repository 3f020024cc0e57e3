"""The demo: made-up people, agreements, milestones and answers around the real deals. Never in production."""
