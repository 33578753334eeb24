package org.springframework.samples.petclinic;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.identity.resource.RequiresScope;
import com.hubify.identity.resource.test.TestIssuer;
import com.hubify.identity.resource.test.TestTokens;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.stereotype.Service;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Attack: none, for beans in a package named like Spring's were passed over as Spring's own. */
@SpringBootTest
@AutoConfigureMockMvc
@TestIssuer
class PetClinicTests {

    @Autowired
    MockMvcTester mvc;

    @Autowired
    TestTokens tokens;

    @Test
    void asksForTheScopeOfABean() {
        assertThat(get("/owners", "labs:read")).hasStatusOk();
        assertThat(get("/owners", "pods:read")).hasStatus(403);
        assertThat(mvc.get().uri("/owners")).hasStatus(401);
    }

    private MvcTestResult get(String path, String scope) {
        return mvc.get()
                .uri(path)
                .header("Authorization", tokens.accessToken().scopes(scope).bearer())
                .exchange();
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import({Owners.class, OwnerController.class})
    static class PetClinic {}

    @Service
    @RequiresScope("labs:read")
    static class Owners {

        String all() {
            return "owners";
        }
    }

    @RestController
    static class OwnerController {

        private final Owners owners;

        OwnerController(Owners owners) {
            this.owners = owners;
        }

        @GetMapping("/owners")
        String all() {
            return owners.all();
        }
    }
}
