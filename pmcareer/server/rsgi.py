from pmcareer.response_headers import as_list
from pmcareer.server.adapter import Application
from pmcareer.wsgi import application as wsgi_application

application = Application(wsgi_application, as_list())
