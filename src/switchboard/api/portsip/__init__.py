"""The PortSIP dialect: virtual receptionists of the PortSIP PBX and what belongs to them."""
