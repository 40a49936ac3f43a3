from django.urls import path

from tracker.openings import views
from tracker.openings.advert import views as advert_views

urlpatterns = [
    path("", views.openings, name="openings"),
    path("new/", views.add_opening, name="add_opening"),
    path("<int:pk>/", views.opening, name="opening"),
    path("<int:pk>/edit/", views.edit_opening, name="edit_opening"),
    path("<int:pk>/move/", views.move_opening, name="move_opening"),
    path("<int:pk>/close/", views.close_opening, name="close_opening"),
    path("<int:pk>/step/", views.finish_step, name="finish_step"),
    path("<int:pk>/both/", views.change_both, name="change_both"),
    path("<int:pk>/delete/", views.delete_opening, name="delete_opening"),
    path("<int:pk>/restore/", views.restore_opening, name="restore_opening"),
    path("<int:pk>/advert/", advert_views.advert, name="advert"),
    path("<int:pk>/advert/paste/", advert_views.paste_advert, name="paste_advert"),
    path("<int:pk>/advert/sheet/", advert_views.advert_sheet, name="advert_sheet"),
    path("<int:pk>/advert.md", advert_views.advert_markdown, name="advert_markdown"),
    path("lines/<int:pk>/", advert_views.advert_line, name="advert_line"),
    path("lines/<int:pk>/tie/", advert_views.tie_evidence, name="tie_evidence"),
    path("proofs/<int:pk>/untie/", advert_views.untie_evidence, name="untie_evidence"),
]
