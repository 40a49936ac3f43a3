from django.urls import path

from tracker.quotes import print_views, theme_views, views

urlpatterns = [
    path("", views.quotes, name="quotes"),
    path("change/", views.change_quotes, name="change_quotes"),
    path("undo/<slug:token>/", views.undo_change, name="undo_change"),
    path("options/<str:field>/", views.quote_options, name="quote_options"),
    path("themes/", theme_views.themes, name="quote_themes"),
    path("themes/rename/", theme_views.rename_theme, name="rename_theme"),
    path("alike/", theme_views.near_duplicates, name="near_duplicates"),
    path("print/", print_views.print_quotes, name="print_quotes"),
    path("markdown/", print_views.quotes_as_markdown, name="quotes_as_markdown"),
    path("<int:pk>/", views.quote, name="quote"),
    path("<int:pk>/show/", views.show_quote, name="show_quote"),
]
