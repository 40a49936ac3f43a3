from django.urls import path

from tracker.paths.niches import views

urlpatterns = [
    path("new/", views.add_niche, name="add_niche"),
    path("<int:pk>/", views.niche, name="niche"),
    path("<int:pk>/edit/", views.edit_niche, name="edit_niche"),
    path("<int:pk>/delete/", views.delete_niche, name="delete_niche"),
    path("<int:pk>/restore/", views.restore_niche, name="restore_niche"),
    path("<int:pk>/proofs/new/", views.add_proof, name="add_proof"),
    path("proofs/<int:pk>/edit/", views.edit_proof, name="edit_proof"),
    path("proofs/<int:pk>/delete/", views.delete_proof, name="delete_proof"),
    path("proofs/<int:pk>/restore/", views.restore_proof, name="restore_proof"),
]
