from django.urls import path

from tracker.recommendations import brief_views, step_views, views

urlpatterns = [
    path("", views.recommendations, name="recommendations"),
    path("new/", views.add_recommendation, name="add_recommendation"),
    path("<int:pk>/", views.recommendation, name="recommendation"),
    path("<int:pk>/edit/", views.edit_recommendation, name="edit_recommendation"),
    path("<int:pk>/quotes/", views.recommendation_quotes, name="recommendation_quotes"),
    path("<int:pk>/delete/", views.delete_recommendation, name="delete_recommendation"),
    path("<int:pk>/restore/", views.restore_recommendation, name="restore_recommendation"),
    path("<int:pk>/send/", step_views.send_recommendation, name="send_recommendation"),
    path("<int:pk>/heard/", step_views.recommendation_heard, name="recommendation_heard"),
    path("<int:pk>/adopted/", step_views.recommendation_adopted, name="recommendation_adopted"),
    path("<int:pk>/declined/", step_views.recommendation_declined, name="recommendation_declined"),
    path("<int:pk>/back/", step_views.recommendation_back, name="recommendation_back"),
    path("<int:pk>/brief/", brief_views.brief, name="brief"),
    path("<int:pk>/brief.md", brief_views.brief_markdown, name="brief_markdown"),
]
