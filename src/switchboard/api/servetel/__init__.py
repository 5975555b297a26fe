"""The Servetel dialect: the IVR part of the API that is also sold as Smartflo and Acefone."""
