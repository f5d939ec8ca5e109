from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_safe

from donations.forms import PledgeForm, prefill
from donations.models import Campaign, Pledge
from donations.money import default_currency


@cache_control(private=True, no_store=True)
@require_http_methods(["GET", "HEAD", "POST"])
def donate(request: HttpRequest) -> HttpResponse:
    campaign = Campaign.objects.current()
    code = campaign.currency if campaign else default_currency()
    is_recount = "recount" in request.POST
    if request.method != "POST":
        form = PledgeForm(code=code, initial=prefill(request.GET, code))
    else:
        form = PledgeForm(request.POST, code=code)
        if is_recount:
            form.only_add_up()
        elif pledge := form.earlier_pledge():
            return redirect(pledge)
        elif form.is_valid():
            return redirect(form.record(campaign))
    return render(
        request,
        "donations/donate.html",
        {
            "form": form,
            "campaign": campaign,
            "is_recount": is_recount,
            "canonical": f"{settings.SITE_URL}{request.path}",
        },
    )


@cache_control(private=True, no_store=True)
@require_safe
def thanks(request: HttpRequest, token: str) -> HttpResponse:
    """The donor's own page: found only by its address, which is told to nobody else."""
    pledge = get_object_or_404(Pledge.objects.select_related("campaign"), token=token)
    response = render(
        request,
        "donations/thanks.html",
        {
            "pledge": pledge,
            "steps": f"donations/steps/_{pledge.method}.html",
            "page": {"title": "Thank you", "robots": "noindex"},
        },
    )
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex"
    return response
