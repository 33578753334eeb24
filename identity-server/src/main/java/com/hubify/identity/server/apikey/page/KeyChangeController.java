package com.hubify.identity.server.apikey.page;

import com.hubify.identity.server.apikey.ApiKey;
import com.hubify.identity.server.apikey.ApiKeyTerms;
import com.hubify.identity.server.apikey.ApiKeys;
import com.hubify.identity.server.apikey.change.ApiKeyEditor;
import com.hubify.identity.server.apikey.change.Change;
import com.hubify.identity.server.apikey.member.ManagedKey.Act;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** Renames and narrows a key. */
@Controller
class KeyChangeController {

    private final OwnKeys own;
    private final ApiKeys keys;
    private final ApiKeyEditor editor;
    private final KeyTerms terms;
    private final KeyViews views;
    private final MessageSource messages;

    KeyChangeController(
            OwnKeys own, ApiKeys keys, ApiKeyEditor editor, KeyTerms terms, KeyViews views, MessageSource messages) {
        this.own = own;
        this.keys = keys;
        this.editor = editor;
        this.terms = terms;
        this.views = views;
        this.messages = messages;
    }

    /** The form with what the key has. It takes no parameters: a link must not suggest a change. */
    @GetMapping("/account/keys/{id}")
    String ask(@PathVariable String id, Principal signedIn, Locale locale, Model model) {
        ApiKey key = own.usable(signedIn, id);
        String description = key.terms().description() == null
                ? ""
                : key.terms().description().value();
        KeyForm form = new KeyForm(
                key.name().value(),
                description,
                List.copyOf(key.scopes().values()),
                Lifetime.NEVER,
                String.join("\n", key.allowedIps().texts()),
                "");
        return form(key, form, new Problems(messages, locale), locale, model);
    }

    @PostMapping("/account/keys/{id}")
    String change(
            @PathVariable String id,
            Principal signedIn,
            HttpServletRequest request,
            HttpServletResponse response,
            Locale locale,
            Model model) {
        ApiKey key = own.usable(signedIn, id);
        KeyForm form = KeyForm.of(request);
        Problems problems = new Problems(messages, locale);
        Optional<ApiKeyTerms> wanted = terms.read(form, key.scopes(), problems);
        if (wanted.isPresent()) {
            Change change = editor.change(key, now -> wanted.get().expiringAt(now.expiresAt()));
            if (change instanceof Change.Changed changed) {
                own.note(signedIn, changed.key(), Act.CHANGED);
                return "redirect:/account/keys?changed=" + key.id();
            }
            problems.add(change, keys);
        }
        problems.applyTo(response);
        return form(key, form, problems, locale, model);
    }

    private String form(ApiKey key, KeyForm form, Problems problems, Locale locale, Model model) {
        model.addAttribute("key", views.of(key, locale));
        model.addAttribute("form", form);
        model.addAttribute("problems", problems.texts());
        model.addAttribute("choices", views.within(key.scopes(), locale));
        return "account/key-change";
    }
}
