using MarketoSync.Marketo;

namespace MarketoSync.Tests.Marketo;

public class KeyChoiceTests
{
    [Theory]
    [InlineData("leads", SyncAction.CreateOrUpdate, null, "email", "email")]
    [InlineData("leads", SyncAction.CreateDuplicate, " crmId ", "crmId", "crmId")]
    [InlineData("leads", SyncAction.UpdateOnly, "id", "id", "id")]
    [InlineData("leads", SyncAction.Delete, null, null, "id")]
    [InlineData("companies", SyncAction.CreateOrUpdate, null, "dedupeFields", "externalCompanyId")]
    [InlineData("companies", SyncAction.CreateOrUpdate, "externalCompanyId", "dedupeFields", "externalCompanyId")]
    [InlineData("companies", SyncAction.UpdateOnly, "idField", "idField", "id")]
    [InlineData("namedaccounts", SyncAction.Delete, "marketoGUID", "idField", "marketoGUID")]
    [InlineData("opportunities/roles", SyncAction.CreateOnly, "dedupeFields", "dedupeFields", "externalOpportunityId leadId role")]
    [InlineData("opportunities/roles", SyncAction.CreateOnly, "role, leadId, externalOpportunityId", "dedupeFields", "externalOpportunityId leadId role")]
    [InlineData("customobjects/car_c", SyncAction.CreateOrUpdate, null, "dedupeFields", "")]
    [InlineData("customobjects/car_c", SyncAction.CreateOrUpdate, "vin,owner", "dedupeFields", "vin owner")]
    [InlineData("customobjects/car_c", SyncAction.CreateOrUpdate, "vin, owner, vin", "dedupeFields", "vin owner")]
    [InlineData("lists/1", SyncAction.Add, null, null, "id")]
    [InlineData("programs/1/members", SyncAction.Delete, "leadId", null, "leadId")]
    [InlineData("activities", SyncAction.Add, null, null, "leadId")]
    public void Records_are_told_apart_by(string target, SyncAction action, string? asked, string? name, string fields)
    {
        var choice = Choice(target, action, asked);
        Assert.Equal((name, fields, null), (choice.Name, string.Join(' ', choice.Fields), choice.Fault));
    }

    [Theory]
    [InlineData("leads", SyncAction.CreateOrUpdate, "id")]
    [InlineData("leads", SyncAction.Delete, "email")]
    [InlineData("companies", SyncAction.CreateOrUpdate, "idField")]
    [InlineData("companies", SyncAction.CreateOnly, "id")]
    [InlineData("companies", SyncAction.UpdateOnly, "name")]
    [InlineData("customobjects/car_c", SyncAction.CreateOnly, "idField")]
    [InlineData("customobjects/car_c", SyncAction.CreateOnly, ",")]
    [InlineData("lists/1", SyncAction.Add, "email")]
    public void What_Marketo_would_refuse_is_at_fault(string target, SyncAction action, string asked) =>
        Assert.Contains(asked, Choice(target, action, asked).Fault, StringComparison.Ordinal);

    [Theory]
    [InlineData("companies", SyncAction.CreateOrUpdate, "name", "companies are told apart by externalCompanyId.")]
    [InlineData("companies", SyncAction.Delete, "name", "companies are told apart by externalCompanyId, or by id.")]
    [InlineData("customobjects/car_c", SyncAction.UpdateOnly, ",", "customobjects/car_c are told apart by the fields that their description names, or by marketoGUID.")]
    public void Who_names_another_key_learns_which_there_are_for_the_action(string target, SyncAction action, string asked, string text) =>
        Assert.EndsWith(text, Choice(target, action, asked).Fault, StringComparison.Ordinal);

    [Theory]
    [InlineData("vin", "vin")]
    [InlineData("line,order", "order,line")]
    public void Fields_that_the_description_names_too_are_not_at_fault_in_whatever_order(string named, string described) =>
        Assert.Null(KeyChoice.Mismatch(Target.Find("customobjects/car_c")!, named.Split(','), described.Split(',')));

    [Theory]
    [InlineData("plate", "vin", "plate cannot be used: by Marketo's description customobjects/car_c are told apart by vin.")]
    [InlineData("vin,plate", "vin", "vin,plate cannot be used: by Marketo's description customobjects/car_c are told apart by vin.")]
    [InlineData("order", "order,line", "order cannot be used: by Marketo's description customobjects/car_c are told apart by order and line.")]
    [InlineData("VIN", "vin", "VIN cannot be used: by Marketo's description customobjects/car_c are told apart by vin. Capitals count.")]
    public void Other_fields_than_the_description_names_are_told_with_those(string named, string described, string text) =>
        Assert.Equal(text, KeyChoice.Mismatch(Target.Find("customobjects/car_c")!, named.Split(','), described.Split(',')));

    private static KeyChoice Choice(string target, SyncAction action, string? asked) =>
        KeyChoice.Of(Target.Find(target)!, Target.Find(target)!.By(action)!, asked);
}
