from django.urls import path

from tracker.openings.companies import views

urlpatterns = [
    path("", views.companies, name="companies"),
    path("new/", views.add_company, name="add_company"),
    path("<int:pk>/", views.company, name="company"),
    path("<int:pk>/edit/", views.edit_company, name="edit_company"),
    path("<int:pk>/join/", views.join_company, name="join_company"),
    path("<int:pk>/delete/", views.delete_company, name="delete_company"),
    path("<int:pk>/restore/", views.restore_company, name="restore_company"),
]
