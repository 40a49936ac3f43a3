from pmcareer.server.adapter import Application
from pmcareer.wsgi import application as wsgi_application

application = Application(wsgi_application)
