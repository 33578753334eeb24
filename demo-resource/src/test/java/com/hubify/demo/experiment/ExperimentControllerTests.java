package com.hubify.demo.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.demo.api.Ids;
import com.hubify.demo.lab.Labs;
import com.hubify.demo.lab.TestLabs;
import com.hubify.identity.resource.test.WithCaller;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@WebMvcTest(ExperimentController.class)
@Import({Experiments.class, Labs.class, Ids.class})
class ExperimentControllerTests {

    @Autowired
    private MockMvcTester http;

    @Autowired
    private Labs labs;

    @Test
    @WithCaller(scopes = "experiments:read")
    void listsThoseOfOneLab() {
        assertThat(http.get().uri("/v1/experiments?lab_id=lab_00ml"))
                .hasStatusOk()
                .bodyJson()
                .isLenientlyEqualTo("""
                {"data": [{"id": "exp_00counting", "lab_id": "lab_00ml", "status": "running", "result": ""}],
                 "meta": {"has_more": false}}""");
    }

    @Test
    @WithCaller(scopes = "experiments:read")
    void listsNoneOfALabThatDoesNotExist() {
        assertThat(http.get().uri("/v1/experiments?lab_id=lab_nowhere"))
                .hasStatusOk()
                .bodyJson()
                .extractingPath("$.data")
                .asArray()
                .isEmpty();
    }

    // experiments:* was granted, experiments:read and experiments:write are asked for.
    @Test
    @WithCaller(subject = "user_ada", scopes = "experiments:*")
    void plansRunsAndShows() {
        String lab = TestLabs.create(labs, "user_ada", "private");

        MvcTestResult created = http.post()
                .uri("/v1/experiments")
                .contentType(MediaType.APPLICATION_JSON)
                .content("{\"lab_id\": \"%s\", \"name\": \"First light\"}".formatted(lab))
                .exchange();
        String path = String.valueOf(created.getResponse().getHeader(HttpHeaders.LOCATION));
        MvcTestResult changed = change(path, "running");

        assertThat(created).hasStatus(HttpStatus.CREATED);
        assertThat(changed).hasStatusOk();
        assertThat(http.get().uri(path))
                .bodyJson()
                .extractingPath("$.data.status")
                .isEqualTo("running");
        assertThat(change(path, "planned")).hasStatus(HttpStatus.CONFLICT);
    }

    @Test
    @WithCaller(scopes = "experiments:write")
    void refusesExperimentWithoutALab() {
        assertThat(http.post()
                        .uri("/v1/experiments")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"name\": \"First light\"}"))
                .hasStatus(HttpStatus.BAD_REQUEST);
    }

    @Test
    @WithCaller(scopes = "experiments:read")
    void needsAnotherScopeToWrite() {
        MvcTestResult answer = change("/v1/experiments/exp_00counting", "completed");

        assertThat(answer).hasStatus(HttpStatus.FORBIDDEN);
        assertThat(answer.getResponse().getHeader(HttpHeaders.WWW_AUTHENTICATE))
                .contains("scope=\"experiments:write\"");
    }

    private MvcTestResult change(String path, String status) {
        return http.patch()
                .uri(path)
                .contentType(MediaType.APPLICATION_JSON)
                .content("{\"status\": \"%s\"}".formatted(status))
                .exchange();
    }
}
