// A web application that signs people in with golang.org/x/oauth2 and go-oidc.
package main

import (
	"context"
	"encoding/json"
	"fmt"
	"html"
	"log"
	"net/http"
	"net/url"
	"os"

	"github.com/coreos/go-oidc/v3/oidc"
	"golang.org/x/oauth2"
)

func show(w http.ResponseWriter, seen map[string]any) {
	text, _ := json.Marshal(seen)
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	fmt.Fprintf(w, `<!doctype html><title>Client</title><pre id="seen">%s</pre>`, html.EscapeString(string(text)))
}

func main() {
	ctx := context.Background()
	base := os.Getenv("BASE")
	provider, err := oidc.NewProvider(ctx, os.Getenv("ISSUER"))
	if err != nil {
		log.Fatal(err)
	}
	config := oauth2.Config{
		ClientID:     os.Getenv("CLIENT_ID"),
		ClientSecret: os.Getenv("CLIENT_SECRET"),
		Endpoint:     provider.Endpoint(),
		RedirectURL:  base + "/callback",
		Scopes:       []string{oidc.ScopeOpenID, "profile", "email", oidc.ScopeOfflineAccess},
	}
	verifier := provider.Verifier(&oidc.Config{ClientID: config.ClientID})
	code := oauth2.GenerateVerifier()
	var idToken string

	http.HandleFunc("/{$}", func(w http.ResponseWriter, r *http.Request) { show(w, map[string]any{"signedIn": false}) })
	http.HandleFunc("/login", func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, config.AuthCodeURL("state-of-the-test", oauth2.S256ChallengeOption(code)), http.StatusFound)
	})
	http.HandleFunc("/callback", func(w http.ResponseWriter, r *http.Request) {
		seen, raw, err := signIn(ctx, provider, verifier, config, r.URL.Query().Get("code"), code)
		if err != nil {
			seen = map[string]any{"error": err.Error()}
		}
		idToken = raw
		show(w, seen)
	})
	http.HandleFunc("/logout", func(w http.ResponseWriter, r *http.Request) {
		var metadata struct {
			EndSession string `json:"end_session_endpoint"`
		}
		_ = provider.Claims(&metadata)
		query := url.Values{"id_token_hint": {idToken}, "post_logout_redirect_uri": {base + "/"}}
		http.Redirect(w, r, metadata.EndSession+"?"+query.Encode(), http.StatusFound)
	})
	address, _ := url.Parse(base)
	log.Fatal(http.ListenAndServe(":"+address.Port(), nil))
}

func signIn(ctx context.Context, provider *oidc.Provider, verifier *oidc.IDTokenVerifier, config oauth2.Config,
	code, secret string) (map[string]any, string, error) {
	first, err := config.Exchange(ctx, code, oauth2.VerifierOption(secret))
	if err != nil {
		return nil, "", err
	}
	raw, _ := first.Extra("id_token").(string)
	person, err := verifier.Verify(ctx, raw)
	if err != nil {
		return nil, "", err
	}
	// Without an access token, the source fetches one with the refresh token.
	refreshed, err := config.TokenSource(ctx, &oauth2.Token{RefreshToken: first.RefreshToken}).Token()
	if err != nil {
		return nil, "", err
	}
	info, err := provider.UserInfo(ctx, oauth2.StaticTokenSource(refreshed))
	if err != nil {
		return nil, "", err
	}
	return map[string]any{"sub": person.Subject, "email": info.Email,
		"refreshed": refreshed.AccessToken != first.AccessToken, "accessToken": refreshed.AccessToken}, raw, nil
}
