namespace MarketoSync.Runs;

/// <summary>What a <see cref="SharedNote{T}"/> holds.</summary>
/// <param name="Turn">Grows with each write, so that no two of them are alike where a store knows versions by their content.</param>
internal abstract record SharedContent(long Turn);
