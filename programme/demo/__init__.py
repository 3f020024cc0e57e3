"""The demo: fictitious people, agreements, milestones and answers for the real deals. Never in production."""
