package com.hubify.clerk.backend;

import com.hubify.clerk.directory.Directory;
import com.hubify.clerk.directory.Organizations;
import com.hubify.clerk.organization.Membership;
import com.hubify.clerk.organization.Organization;
import com.hubify.clerk.organization.OrganizationJson;
import com.hubify.clerk.problem.ClerkProblem;
import com.hubify.clerk.user.Metadata;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Organizations, by id or, for reading, by slug. */
@RestController
@RequestMapping(path = "/v1/organizations", produces = MediaType.APPLICATION_JSON_VALUE)
class OrganizationController {

    private final Directory directory;
    private final Organizations organizations;

    OrganizationController(Directory directory, Organizations organizations) {
        this.directory = directory;
        this.organizations = organizations;
    }

    @GetMapping
    Map<String, @Nullable Object> list(HttpServletRequest request) {
        Query query = Query.of(request, "query", "user_id", "organization_id", "include_members_count");
        List<Organization> found = directory.organizations().stream()
                .filter(query::finds)
                .filter(one -> query.allowsAmong("organization_id", Set.of(one.id())))
                .filter(one -> query.allowsAmong("user_id", members(one)))
                .toList();
        return query.page().counted(found, this::json);
    }

    @GetMapping("/{idOrSlug}")
    Map<String, @Nullable Object> get(@PathVariable("idOrSlug") String idOrSlug) {
        return json(directory
                .organization(idOrSlug)
                .orElseThrow(() -> ClerkProblem.notFound("No organization was found with id " + idOrSlug)));
    }

    @PostMapping
    Map<String, @Nullable Object> create(@RequestBody Map<String, @Nullable Object> json) {
        Body body = Body.of(json, "name", "slug", "created_by", "public_metadata", "private_metadata");
        return json(organizations.create(
                body.required("name"), slug(body, null), metadata(body, Metadata.NONE), body.text("created_by")));
    }

    @PatchMapping("/{id}")
    Map<String, @Nullable Object> update(
            @PathVariable("id") String id, @RequestBody Map<String, @Nullable Object> json) {
        Body body = Body.of(json, "name", "slug", "public_metadata", "private_metadata");
        String name = body.text("name");
        return json(organizations.update(
                id,
                old -> old.with(name == null ? old.name() : name, slug(body, old.slug()))
                        .with(metadata(body, old.metadata()))));
    }

    @PatchMapping("/{id}/metadata")
    Map<String, @Nullable Object> updateMetadata(
            @PathVariable("id") String id, @RequestBody Map<String, @Nullable Object> json) {
        Body body = Body.of(json, "public_metadata", "private_metadata");
        return json(organizations.update(
                id,
                old -> old.with(new Metadata(
                        body.merged("public_metadata", old.metadata().open()),
                        body.merged("private_metadata", old.metadata().hidden()),
                        Map.of()))));
    }

    @DeleteMapping("/{id}")
    Map<String, @Nullable Object> delete(@PathVariable("id") String id) {
        return OrganizationJson.deleted(organizations.delete(id));
    }

    private Set<String> members(Organization organization) {
        return directory.memberships(organization).stream()
                .map(Membership::userId)
                .collect(Collectors.toSet());
    }

    /** Null takes the slug away, as at Clerk; an empty one would be an address of nothing. */
    private static @Nullable String slug(Body body, @Nullable String usual) {
        String slug = body.text("slug", usual);
        if (slug != null && slug.isBlank()) {
            throw ClerkProblem.parameterInvalid("slug", "slug must not be empty.");
        }
        return slug;
    }

    private static Metadata metadata(Body body, Metadata usual) {
        return new Metadata(
                body.object("public_metadata", usual.open()),
                body.object("private_metadata", usual.hidden()),
                Map.of());
    }

    private Map<String, @Nullable Object> json(Organization organization) {
        return OrganizationJson.of(organization, organizations.members(organization));
    }
}
