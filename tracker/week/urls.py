from django.urls import path

from tracker.week import views

urlpatterns = [
    path("plan/", views.plan_task, name="plan_task"),
    path("review/", views.review_now, name="review_now"),
    path("reviews/", views.reviews, name="reviews"),
    path("commitments/<int:pk>/tick/", views.tick_commitment, name="tick_commitment"),
    path("commitments/<int:pk>/drop/", views.drop_commitment, name="drop_commitment"),
    path("commitments/<int:pk>/carry/", views.carry_commitment, name="carry_commitment"),
    path("<str:day>/skip/", views.skip_week, name="skip_week"),
    path("<str:day>/review/", views.review_week, name="review_week"),
]
