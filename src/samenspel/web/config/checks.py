"""What an administrator can get wrong, told before it hurts."""
