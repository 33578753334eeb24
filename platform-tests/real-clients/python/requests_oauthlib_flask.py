"""requests-oauthlib, as its web application example has it."""
import os

os.environ["OAUTHLIB_INSECURE_TRANSPORT"] = "1"

from flask import redirect, request, session
from requests_oauthlib import OAuth2Session
from web import BASE, app, serve, show

ISSUER = os.environ["ISSUER"]
ID = os.environ["CLIENT_ID"]
SECRET = os.environ["CLIENT_SECRET"]
TOKENS = f"{ISSUER}/oauth2/token"
SCOPE = ["openid", "profile", "email", "offline_access"]


@app.get("/login")
def login():
    hubify = OAuth2Session(ID, redirect_uri=f"{BASE}/callback", scope=SCOPE)
    address, session["state"] = hubify.authorization_url(f"{ISSUER}/oauth2/authorize")
    return redirect(address)


@app.get("/callback")
def callback():
    hubify = OAuth2Session(ID, redirect_uri=f"{BASE}/callback", state=session["state"])
    first = hubify.fetch_token(TOKENS, client_secret=SECRET, authorization_response=request.url)
    refreshed = hubify.refresh_token(TOKENS, refresh_token=first["refresh_token"], auth=(ID, SECRET))
    person = hubify.get(f"{ISSUER}/userinfo").json()
    return show(
        sub=person["sub"],
        email=person["email"],
        refreshed=refreshed["access_token"] != first["access_token"],
        accessToken=refreshed["access_token"],
    )


serve()
