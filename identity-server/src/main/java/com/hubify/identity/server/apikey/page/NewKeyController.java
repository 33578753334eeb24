package com.hubify.identity.server.apikey.page;

import com.hubify.identity.protocol.Scope;
import com.hubify.identity.server.apikey.ApiKeyTerms;
import com.hubify.identity.server.apikey.ApiKeys;
import com.hubify.identity.server.apikey.issuance.ApiKeyIssuer;
import com.hubify.identity.server.apikey.issuance.Issuance;
import com.hubify.identity.server.authorization.RecentSignIn;
import com.hubify.identity.server.organization.Membership;
import com.hubify.identity.server.session.SignInAuthentication;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;

/** Makes keys: a form, for {@code *} a second question, and the key, which is shown once. */
@Controller
class NewKeyController {

    private final OwnKeys own;
    private final ApiKeys keys;
    private final ApiKeyIssuer issuer;
    private final RecentSignIn recent;
    private final KeyTerms terms;
    private final KeyViews views;
    private final ShownKey shownKey;
    private final SentForms sentForms;
    private final MessageSource messages;

    NewKeyController(
            OwnKeys own,
            ApiKeys keys,
            ApiKeyIssuer issuer,
            RecentSignIn recent,
            KeyTerms terms,
            KeyViews views,
            ShownKey shownKey,
            SentForms sentForms,
            MessageSource messages) {
        this.own = own;
        this.keys = keys;
        this.issuer = issuer;
        this.recent = recent;
        this.terms = terms;
        this.views = views;
        this.shownKey = shownKey;
        this.sentForms = sentForms;
        this.messages = messages;
    }

    /** The form. Parameters fill it in, and nothing more: a key is made by a click of the person. */
    @GetMapping("/account/keys/new")
    String ask(@Nullable Principal signedIn, HttpServletRequest request, Locale locale, Model model) {
        SignInAuthentication signIn = recent.require(signedIn, request);
        model.addAttribute("once", sentForms.once());
        model.addAttribute("owners", own.organizations(signIn));
        return form(KeyForm.of(request).withoutAll(), new Problems(messages, locale), locale, model);
    }

    @PostMapping("/account/keys")
    String create(
            @Nullable Principal signedIn,
            HttpServletRequest request,
            HttpServletResponse response,
            Locale locale,
            Model model) {
        SignInAuthentication signIn = recent.require(signedIn, request);
        model.addAttribute("once", sentForms.once(request));
        KeyForm form = KeyForm.of(request);
        Membership owner = own.organization(signIn, form.owner());
        model.addAttribute("owners", own.organizations(signIn));
        Problems problems = new Problems(messages, locale);
        Optional<ApiKeyTerms> read = terms.read(form, problems);
        if (read.isPresent()) {
            if (isFull(read.get()) && request.getParameter("confirmed") == null) {
                if (owner != null) {
                    model.addAttribute("owner", owner.organization().title());
                }
                return confirmation(form, locale, model);
            }
            Issuance issuance = issuer.issue(
                    own.holder(signIn, owner),
                    own.held(owner),
                    read.get(),
                    sentForms.request(request, form.toString()));
            Optional<String> shown = shownKey.answer(issuance, signIn, response, locale, model);
            if (shown.isPresent()) {
                return shown.get();
            }
            if (issuance instanceof Issuance.OtherRequest) {
                model.addAttribute("once", sentForms.once());
            }
            problems.add(issuance, keys);
        }
        problems.applyTo(response);
        return form(form, problems, locale, model);
    }

    private static boolean isFull(ApiKeyTerms terms) {
        return terms.scopes().asSet().contains(Scope.ALL);
    }

    private String form(KeyForm form, Problems problems, Locale locale, Model model) {
        model.addAttribute("form", form);
        model.addAttribute("problems", problems.texts());
        model.addAttribute("choices", views.choices(form.scopes(), locale));
        model.addAttribute("lifetimes", Lifetime.OFFERED);
        return "account/key-new";
    }

    private String confirmation(KeyForm form, Locale locale, Model model) {
        model.addAttribute("form", form);
        model.addAttribute("lifetimes", Lifetime.OFFERED);
        model.addAttribute("everything", views.everything(locale));
        return "account/key-confirm";
    }
}
