"""From the score to what people read: lead sheets, MusicXML and pictures."""
