package com.hubify.identity.resource;

import com.hubify.identity.resource.memory.CachedCredentials;
import com.hubify.identity.resource.verification.ScriptedVerifier;
import java.util.Map;
import java.util.Optional;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.CrossOrigin;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** One service for both stacks. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({
    ContractService.Labs.class,
    ContractService.Ruled.class,
    ContractService.Scoped.class,
    ContractService.SignedIn.class,
    ContractService.Fresh.class,
    ContractService.Pages.class,
    ContractService.Everything.class
})
class ContractService {

    @Bean
    @Primary
    ScriptedVerifier scriptedVerifier(CachedCredentials real) {
        return new ScriptedVerifier(real);
    }

    @Bean
    RunningTicker ticker() {
        return new RunningTicker();
    }

    @RestController
    @CrossOrigin(origins = "https://app.example.com")
    static class Labs {

        @GetMapping("/v1/labs")
        @RequiresScope("labs:read")
        String list(Caller caller) {
            return caller.subject();
        }

        @PostMapping("/v1/labs")
        @RequiresScope("labs:write")
        String create(@RequestBody Map<String, Object> lab, Caller caller) {
            return caller.subject();
        }

        @PostMapping("/v1/form")
        String form(@ModelAttribute Form form) {
            return form.name();
        }

        record Form(String name) {}
    }

    @RestController
    static class Ruled {

        @RequestMapping("/ruled/{any}/notes")
        String notes() {
            return "notes";
        }

        @RequestMapping("/ruled/other")
        String other() {
            return "other";
        }
    }

    @RestController
    @RequiresScope("pods:read")
    static class Scoped {

        @GetMapping("/both")
        @RequiresScope("labs:read")
        @RequiresScope("labs:write")
        String both() {
            return "both";
        }
    }

    /** For people who are there. */
    @RestController
    @RequiresRecentSignIn("10m")
    static class SignedIn {

        @GetMapping("/signed-in")
        @RequiresScope("labs:read")
        @RequiresRecentSignIn("1h")
        String recently(Caller caller) {
            return caller.subject();
        }

        @GetMapping("/signed-in/strongly")
        @RequiresRecentSignIn(value = "5m", acr = "mfa")
        @MaxStaleness("2s")
        String strongly() {
            return "strongly";
        }
    }

    /** Nothing in here is known of revocations for longer than a minute. */
    @RestController
    @MaxStaleness("1m")
    static class Fresh {

        @GetMapping("/fresh/minute")
        String minute(Caller caller) {
            return caller.subject();
        }

        @GetMapping("/fresh/seconds")
        @MaxStaleness("2s")
        @RequiresScope("labs:read")
        String seconds(Caller caller) {
            return caller.subject() + " " + caller.scopes();
        }

        @GetMapping("/fresh/hour")
        @MaxStaleness("1h")
        String hour() {
            return "hour";
        }

        @GetMapping("/open/fresh")
        String open(Optional<Caller> caller) {
            return caller.map(Caller::subject).orElse("nobody");
        }
    }

    @RestController
    static class Pages {

        @GetMapping("/authorities")
        String authorities(Authentication authentication) {
            return authentication.getAuthorities().toString();
        }

        @GetMapping("/reserved")
        @RequiresScope("api-keys:write")
        String reserved() {
            return "reserved";
        }

        @GetMapping("/open/page")
        String page(Optional<Caller> caller) {
            return caller.map(Caller::subject).orElse("nobody");
        }

        @PostMapping("/open/page")
        String change() {
            return "changed";
        }

        @GetMapping("/open/scoped")
        @RequiresScope("labs:read")
        String scoped() {
            return "scoped";
        }

        @GetMapping("/open/caller")
        String caller(Caller caller) {
            return caller.subject();
        }

        @GetMapping({"/fault", "/open/fault"})
        String fault() {
            throw new IllegalStateException("fault");
        }
    }

    /** What many services have, and what must not swallow a refusal. */
    @RestControllerAdvice
    static class Everything {

        @ExceptionHandler(IllegalStateException.class)
        String fault() {
            return "handled";
        }
    }
}
