namespace MarketoSync.Simulator;

/// <summary>A custom activity type, approved.</summary>
/// <param name="Id">The <c>activityTypeId</c> of its activities.</param>
/// <param name="Name">What people see.</param>
/// <param name="PrimaryAttribute">What <c>primaryAttributeValue</c> is checked against.</param>
/// <param name="Attributes">The others, named in a call by their API name or by their display name.</param>
public sealed record SimulatedActivityType(
    long Id, string ApiName, string Name, SimulatedField PrimaryAttribute, IReadOnlyList<SimulatedField> Attributes)
{
    /// <summary>The types of a subscription that sets none: the conference of Adobe's samples, and one with an attribute of each kind.</summary>
    public static IReadOnlyList<SimulatedActivityType> Usual { get; } =
    [
        new(
            100_001, "attendConference", "Attend Conference", new SimulatedField("conferenceName", SimulatedFieldType.String),
            [new("conferenceDate", SimulatedFieldType.DateTime), new("numberOfAttendees", SimulatedFieldType.Integer)]),
        new(
            100_002, "placeOrder", "Place Order", new SimulatedField("orderNumber", SimulatedFieldType.String),
            [
                new("amount", SimulatedFieldType.Currency),
                new("isGift", SimulatedFieldType.Boolean),
                new("shipDate", SimulatedFieldType.Date),
                new("quantity", SimulatedFieldType.Float),
                new("shopUrl", SimulatedFieldType.Url) { DisplayName = "Shop URL" },
            ]),
    ];
}
