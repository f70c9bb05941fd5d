package org.meridian.db.data;

import java.util.Optional;
import org.springframework.data.repository.NoRepositoryBean;
import org.springframework.data.repository.Repository;

/**
 * A repository without a way to reach beyond one partition: no {@code findAll}, no delete of everything, no lookup by a
 * bare id. The id is a record with the country in it, so that {@link #findById} prunes to one partition; with a null
 * {@code @Version} a new entity is one INSERT.
 *
 * @param <T> the aggregate
 * @param <I> its id, an {@code @EmbeddedId} record that includes {@code countryCode}
 */
@NoRepositoryBean
public interface CountryRepository<T, I> extends Repository<T, I> {

    <S extends T> S save(S entity);

    Optional<T> findById(I id);
}
