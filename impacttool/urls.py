app_name = "impacttool"
urlpatterns = []
