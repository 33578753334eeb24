package com.hubify.clerk.backend;

import com.hubify.clerk.directory.Directory;
import com.hubify.clerk.directory.Organizations;
import com.hubify.clerk.organization.Membership;
import com.hubify.clerk.organization.Organization;
import com.hubify.clerk.organization.OrganizationJson;
import com.hubify.clerk.organization.Role;
import com.hubify.clerk.problem.ClerkProblem;
import com.hubify.clerk.user.User;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

/** Memberships of an organization. Roles carry the prefix {@code org:}. */
@RestController
@RequestMapping(path = "/v1/organizations/{id}/memberships", produces = MediaType.APPLICATION_JSON_VALUE)
class MembershipController {

    private final Directory directory;
    private final Organizations organizations;

    MembershipController(Directory directory, Organizations organizations) {
        this.directory = directory;
        this.organizations = organizations;
    }

    @GetMapping
    Map<String, @Nullable Object> list(@PathVariable("id") String id, HttpServletRequest request) {
        Query query = Query.of(request, "role", "query", "user_id");
        List<Membership> found = directory.memberships(find(id)).stream()
                .filter(one -> query.allows("role", Role.PREFIX + one.role().key()))
                .filter(one -> query.allowsAmong("user_id", Set.of(one.userId())))
                .filter(one -> query.finds(user(one.userId())))
                .toList();
        return query.page().counted(found, membership -> json(membership, user(membership.userId())));
    }

    @PostMapping
    Map<String, @Nullable Object> create(
            @PathVariable("id") String id, @RequestBody Map<String, @Nullable Object> json) {
        Body body = Body.of(json, "user_id", "role");
        User user = user(body.required("user_id"));
        return json(organizations.join(id, user.id(), body.required("role")), user);
    }

    @PatchMapping("/{userId}")
    Map<String, @Nullable Object> update(
            @PathVariable("id") String id,
            @PathVariable("userId") String userId,
            @RequestBody Map<String, @Nullable Object> json) {
        User user = user(userId);
        return json(organizations.changeRole(id, userId, Body.of(json, "role").required("role")), user);
    }

    @DeleteMapping("/{userId}")
    Map<String, @Nullable Object> delete(@PathVariable("id") String id, @PathVariable("userId") String userId) {
        User user = user(userId);
        return json(organizations.leave(id, userId), user);
    }

    private Organization find(String id) {
        return directory
                .organization(id)
                .orElseThrow(() -> ClerkProblem.notFound("No organization was found with id " + id));
    }

    private User user(String id) {
        return directory.user(id).orElseThrow(() -> ClerkProblem.notFound("No user was found with id " + id));
    }

    private Map<String, @Nullable Object> json(Membership membership, User user) {
        Organization organization = directory.organization(membership);
        return OrganizationJson.of(membership, organization, organizations.members(organization), user);
    }
}
