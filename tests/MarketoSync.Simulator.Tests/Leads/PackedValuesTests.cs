using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace MarketoSync.Simulator.Tests;

public class PackedValuesTests
{
    private const int Fields = 5;

    /// <summary>Updates as calls send them: null leaves a field as it is.</summary>
    public static Arbitrary<object?[][]> Updates() => Gen.Elements<object?>(
            null, null, FieldValue.Cleared, true, false, 0, -1, int.MaxValue, 2.5, double.MaxValue, "a", "", "ä€😀", new string('x', 127),
            new string('x', 128), new string('y', 30_000))
        .ArrayOf(Fields).ArrayOf().ToArbitrary();

    [Property(Arbitrary = [typeof(PackedValuesTests)])]
    public void Values_after_any_updates_are_those_of_an_array(object?[][] updates)
    {
        var model = new object?[Fields];
        byte[] packed = [];
        foreach (var update in updates)
        {
            packed = PackedValues.With(packed, update);
            for (var i = 0; i < Fields; i++)
                model[i] = update[i] is null ? model[i] : FieldValue.Stored(update[i]);
            Assert.Equal(model, Enumerable.Range(0, Fields).Select(field => PackedValues.Get(packed, field)));
        }
        Assert.Same(packed, PackedValues.With(packed, new object?[Fields]));
        Assert.Same(packed, PackedValues.With(packed, model));
    }
}
