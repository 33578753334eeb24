package com.hubify.identity.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.hubify.identity.protocol.Scopes;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import org.junit.jupiter.api.Test;
import org.springframework.web.method.HandlerMethod;

class HandlerDemandsTests {

    private final HandlerDemands demands = new HandlerDemands();

    @Test
    void addUpTypeMethodAndParents() throws Exception {
        assertThat(of(new Notes(), "write").values())
                .containsExactlyInAnyOrder("notes:read", "notes:write", "audit:write");
    }

    @Test
    void areReadFromAnnotationsOfTheService() throws Exception {
        assertThat(of(new Plain(), "read").values()).containsExactly("labs:read");
    }

    @Test
    void areNoneWhereNothingIsNamed() throws Exception {
        assertThat(of(new Plain(), "open").isEmpty()).isTrue();
    }

    @Test
    void areReadFromHandlersThatAreNoMethods() {
        assertThat(demands.of(new Notes()).scopes().values()).containsExactly("notes:read");
    }

    @Test
    void mustBeScopes() {
        assertThatIllegalStateException().isThrownBy(() -> of(new Plain(), "misspelt"));
    }

    private Scopes of(Object bean, String method) throws NoSuchMethodException {
        return demands.of(new HandlerMethod(bean, method)).scopes();
    }

    interface Writing {

        @RequiresScope("audit:write")
        void write();
    }

    @RequiresScope("notes:read")
    static class Notes implements Writing {

        @Override
        @RequiresScope("notes:write")
        public void write() {}
    }

    @Retention(RetentionPolicy.RUNTIME)
    @RequiresScope("labs:read")
    @interface ReadsLabs {}

    static class Plain {

        @ReadsLabs
        public void read() {}

        public void open() {}

        @RequiresScope("labs:")
        public void misspelt() {}
    }
}
