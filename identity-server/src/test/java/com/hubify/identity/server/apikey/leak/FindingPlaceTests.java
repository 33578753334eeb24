package com.hubify.identity.server.apikey.leak;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.identity.server.apikey.TestApiKeys;
import org.junit.jupiter.api.Test;

class FindingPlaceTests {

    @Test
    void keepsWhatIsSaid() {
        assertThat(FindingPlace.of("gist_content", "https://gist.github.com/ada/1#file-x"))
                .isEqualTo(new FindingPlace("gist_content", "https://gist.github.com/ada/1#file-x"));
        assertThat(FindingPlace.of(null, "")).isEqualTo(new FindingPlace("unknown", null));
    }

    /** Attack: text that forges a line of the log, turns around what is shown, or fills Redis. */
    @Test
    void cleansAndCutsWhatComesFromOutside() {
        assertThat(FindingPlace.of("<script>", "https://a\n\u202E\u001B[2Jb é"))
                .isEqualTo(new FindingPlace("unknown", "https://a???[2Jb??"));
        assertThat(FindingPlace.of("a".repeat(41), "x".repeat(9_000)))
                .isEqualTo(new FindingPlace("unknown", "x".repeat(500)));
    }

    @Test
    void knowsTheWordsThatGitHubDocuments() {
        assertThat(FindingPlace.of("Pull_request_comment", null).source()).isEqualTo("pull_request_comment");
    }

    /** A file can have the key in its name. */
    @Test
    void keepsNoKey() {
        String key = TestApiKeys.usable().token().value();

        assertThat(FindingPlace.of("content", "https://github.com/" + key).url())
                .isEqualTo("https://github.com/hfy_key_…");
        assertThat(FindingPlace.of("content", "x".repeat(480) + key).url())
                .doesNotContain(TestApiKeys.SECRET.substring(0, 4));
    }
}
