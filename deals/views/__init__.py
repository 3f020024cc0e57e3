"""Pages and forms about deals."""
