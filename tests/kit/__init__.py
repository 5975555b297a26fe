"""What tests call Switchboard with: the running product, RTP ends, SIPp."""
