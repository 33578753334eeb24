"""Authlib's Flask integration."""
import os

from authlib.integrations.flask_client import OAuth
from flask import session
from web import BASE, app, serve, show

ISSUER = os.environ["ISSUER"]
oauth = OAuth(app)
oauth.register(
    name="hubify",
    client_id=os.environ["CLIENT_ID"],
    client_secret=os.environ["CLIENT_SECRET"],
    server_metadata_url=f"{ISSUER}/.well-known/openid-configuration",
    client_kwargs={"scope": "openid profile email offline_access"},
)


@app.get("/login")
def login():
    return oauth.hubify.authorize_redirect(f"{BASE}/callback")


@app.get("/callback")
def callback():
    token = oauth.hubify.authorize_access_token()
    session["id_token"] = token["id_token"]
    metadata = oauth.hubify.load_server_metadata()
    with oauth.hubify._get_oauth_client(**metadata) as client:
        refreshed = client.refresh_token(metadata["token_endpoint"], refresh_token=token["refresh_token"])
    person = oauth.hubify.userinfo(token=refreshed)
    return show(
        sub=token["userinfo"]["sub"],
        email=person["email"],
        refreshed=refreshed["access_token"] != token["access_token"],
        accessToken=refreshed["access_token"],
    )


@app.get("/logout")
def logout():
    return oauth.hubify.logout_redirect(f"{BASE}/", id_token_hint=session.pop("id_token"))


serve()
