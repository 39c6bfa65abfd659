"""What several languages share. No language imports another: they meet here."""
