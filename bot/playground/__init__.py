"""A small local Slack for trying and testing the bot; it speaks Slack's protocol and knows nothing of ours."""
