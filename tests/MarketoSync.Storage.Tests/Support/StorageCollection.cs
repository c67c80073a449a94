using MarketoSync.TestSupport;

namespace MarketoSync.Storage.Tests.Support;

/// <summary>The tests that share one Azurite.</summary>
[CollectionDefinition(Name)]
public sealed class StorageCollection : ICollectionFixture<AzuriteFixture>
{
    public const string Name = "Azurite";
}
