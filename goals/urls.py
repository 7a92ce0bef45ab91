"""Addresses of the steering model."""

from django.urls import include, path

from goals import views

UNIT = "<period:year>/<slug:org_unit>"
GOAL = f"{UNIT}/mal/<int:pk>"
DIRECTIVE = f"{UNIT}/direktiv/<int:pk>"
ACTIVITY = f"{UNIT}/aktiviteter/<int:pk>"

app_name = "goals"
urlpatterns = [
    path(f"{UNIT}/mal/", views.goal_list, name="goal_list"),
    path(f"{GOAL}/", views.goal_detail, name="goal_detail"),
    path(f"{GOAL}/historik/", views.goal_history, name="goal_history"),
    path(f"{GOAL}/bedomning/", views.assessment_propose, name="assessment_propose"),
    path(f"{GOAL}/text/<int:kind_pk>/", views.comment_write, name="comment_write"),
    path(f"{GOAL}/lamna/", views.comment_hand_over, name="comment_hand_over"),
    path(f"{GOAL}/oppna/", views.comment_reopen, name="comment_reopen"),
    path(f"{UNIT}/direktiv/", views.directive_list, name="directive_list"),
    path(f"{DIRECTIVE}/", views.directive_detail, name="directive_detail"),
    path(f"{DIRECTIVE}/avslut/", views.directive_close, name="directive_close"),
    path(f"{UNIT}/inriktningar/", views.guideline_list, name="guideline_list"),
    path(f"{UNIT}/inriktningar/<slug:slug>/", views.guideline_detail, name="guideline_detail"),
    path(f"{UNIT}/inriktningar/utforare/<slug:provider>/", views.provider_report, name="provider_report"),
    path(f"{UNIT}/aktiviteter/", views.activity_list, name="activity_list"),
    path(f"{UNIT}/aktiviteter/ny/", views.activity_create, name="activity_create"),
    path(f"{ACTIVITY}/", views.activity_edit, name="activity_edit"),
    path(f"{ACTIVITY}/markera/", views.activity_mark, name="activity_mark"),
    path(f"{ACTIVITY}/for-over/", views.activity_carry_over, name="activity_carry_over"),
    path("", include("goals.outcomes.urls")),
]
