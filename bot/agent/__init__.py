"""Words to plan to song to reply, the same for every front end."""
