package com.hubify.identity.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScopeCatalogueTests {

    @Test
    void allThatIsPublishedExists() {
        assertThat(ScopeCatalogue.EXISTING)
                .containsAll(ScopeCatalogue.PUBLISHED)
                .doesNotHaveDuplicates()
                .extracting(Scope::value)
                .contains("labs:*", "tasks:read", "knowledge:write")
                .doesNotContain("lab:read", "Labs:Read", "*:*");
    }

    @ParameterizedTest
    @CsvSource({
        "lab:read, labs:read",
        "Labs:Read, labs:read",
        "LABS:WRITE, labs:write",
        "labs:raed, labs:read",
        "lab:raed, labs:read",
        "labs.read, labs:read",
        "labs-read, labs:read",
        "experiment:*, experiments:*",
        "experimets:write, experiments:write",
        "knowlege:*, knowledge:*",
        "tasks:Read, tasks:read",
        "**, *"
    })
    void knowsWhatWasMeant(String written, String meant) {
        assertThat(ScopeCatalogue.meantBy(written)).extracting(Scope::value).startsWith(meant);
    }

    @ParameterizedTest
    @ValueSource(strings = {"labs:delete", "labs", "lab:delete"})
    void namesTheActionsOfAResource(String written) {
        assertThat(ScopeCatalogue.meantBy(written))
                .extracting(Scope::value)
                .contains("labs:read", "labs:write", "labs:*");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "telescope:point", "hfy_key_0aB3xY9z", "<script>"})
    void saysNothingWhereNothingComesNear(String written) {
        assertThat(ScopeCatalogue.meantBy(written)).isEmpty();
    }

    /** Attack: a text so long that comparing it is the damage. */
    @Test
    void comparesNoLongText() {
        assertThat(Spelling.nearest("l".repeat(100_000), List.of("l".repeat(100_000))))
                .isEmpty();
    }
}
