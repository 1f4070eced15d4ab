"""One file per page. The folder is not called ``pages``: Streamlit would serve such files without the shell."""
