package com.hubify.demo.page;

import java.util.List;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Tells the page where to sign people in. Open to everyone, like the page. */
@RestController
class SettingsController {

    private final PageProperties properties;

    SettingsController(PageProperties properties) {
        this.properties = properties;
    }

    @GetMapping("/settings.json")
    ResponseEntity<Settings> settings() {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body(new Settings(properties.issuer().toString(), properties.clientId(), properties.scopes()));
    }

    record Settings(String issuer, String clientId, List<String> scopes) {}
}
