"""Addresses of pictures and documents. A picture has one of its own: what is frozen points at it for ever."""

from django.urls import path

from kommunrapport.reports.views import docx, pictures

_CHAPTER = "<period:year>/<slug:org_unit>/rapporter/<slug:report>/<int:pk>/"
patterns = [
    path("bilder/<int:pk>/", pictures.picture_file, name="picture_file"),
    path(f"{_CHAPTER}bilder/", pictures.chapter_pictures, name="chapter_pictures"),
    path(f"{_CHAPTER}bilder/<int:picture>/", pictures.picture_edit, name="picture_edit"),
    path(f"{_CHAPTER}bilder/<int:picture>/ta-bort/", pictures.picture_remove, name="picture_remove"),
    path(f"{_CHAPTER}las-in/", docx.docx_read, name="docx_read"),
    path(f"{_CHAPTER}las-in/spara/", docx.docx_apply, name="docx_apply"),
]
