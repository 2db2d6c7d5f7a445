"""Public addresses."""

app_name = "quotes"

urlpatterns = []
