using System.Text;
using FsCheck.Xunit;
using MarketoSync.Preflight;

namespace MarketoSync.Tests.Preflight;

public sealed class ObjectSchemaReaderTests
{
    [Fact]
    public void The_older_description_of_leads_names_fields_by_their_REST_name_and_passes_over_those_without()
    {
        var schema = Read("""
            {"requestId":"1#2","success":true,"result":[
              {"id":2,"displayName":"Id","dataType":"integer","rest":{"name":"id","readOnly":true},"soap":{"name":"Id","readOnly":true}},
              {"id":7,"displayName":"Vorname","dataType":"string","length":255,"rest":{"name":"firstName","readOnly":false}},
              {"id":8,"displayName":"Owner","dataType":"string","length":18,"soap":{"name":"LeadOwner","readOnly":false}},
              {"id":9,"displayName":"Punkte","dataType":"score","rest":{"name":"leadScore"}}]}
            """)!;

        Assert.Equal((null, null), (schema.Name, schema.IdField));
        Assert.Equal(
            [
                new FieldSchema("id", FieldType.Whole, null, false), new FieldSchema("firstName", FieldType.Text, 255),
                new FieldSchema("leadScore", FieldType.Whole),
            ],
            schema.Fields);
    }

    [Fact]
    public void The_newer_one_has_the_fields_in_an_object()
    {
        var schema = Read("""
            {"success":true,"result":[{"name":"API Lead","searchableFields":[["email"],["id"]],"fields":[
              {"name":"email","displayName":"E-Mail","dataType":"email","length":255,"updateable":true,"crmManaged":false},
              {"name":"fullName","displayName":"Name","dataType":"formula","updateable":true},
              {"name":"updatedAt","displayName":"Updated","dataType":"datetime","updateable":false}]}],"requestId":"1#2"}
            """)!;

        Assert.Equal("API Lead", schema.Name);
        Assert.Equal(
            [
                new FieldSchema("email", FieldType.Email, 255), new FieldSchema("fullName", FieldType.Formula, null, false),
                new FieldSchema("updatedAt", FieldType.DateTime, null, false),
            ],
            schema.Fields);
    }

    [Fact]
    public void Those_of_other_objects_tell_what_they_are_known_by_too()
    {
        var schema = Read("""
            {"success":true,"result":[{"name":"boat_c","idField":"marketoGUID","dedupeFields":["hull","flag"],"relationships":[{"field":"x","object":{"fields":7}}],
              "fields":[{"name":"hull","dataType":"String","length":36,"updateable":false},{"name":"sold","dataType":"date"},{"name":"pay","dataType":"currency"}]}]}
            """)!;

        Assert.Equal(("boat_c", "marketoGUID"), (schema.Name, schema.IdField));
        Assert.Equal(["hull", "flag"], schema.DedupeFields);
        Assert.Equal(
            [("hull", FieldType.Text, 36, false), ("sold", FieldType.Date, null, true), ("pay", FieldType.Currency, (int?)null, true)],
            schema.Fields.Select(field => (field.Name, field.Type, field.Length, field.IsUpdateable)));
    }

    [Theory]
    [InlineData("""{"name":"a"}""", FieldType.Other, null)]
    [InlineData("""{"name":"a","dataType":null,"length":null,"updateable":null}""", FieldType.Other, null)]
    [InlineData("""{"name":"a","dataType":"lead_function","length":"40","updateable":"yes"}""", FieldType.Other, 40)]
    [InlineData("""{"name":"a","dataType":"TEXT","length":0}""", FieldType.TextArea, null)]
    [InlineData("""{"name":"a","dataType":"phone","length":1e99}""", FieldType.Text, null)]
    [InlineData("""{"name":"a","dataType":"url","length":[1]},{"name":"a","dataType":"date"},{"name":7},7,{}""", FieldType.Text, null)]
    public void What_is_missing_or_odd_is_passed_over(string fields, FieldType type, int? length) => Assert.Equal(
        [new FieldSchema("a", type, length)], Read($$"""{"result":[7,{"fields":[{{fields}}]}]}""")!.Fields);

    [Theory]
    [InlineData("")]
    [InlineData("<html>")]
    [InlineData("[]")]
    [InlineData("""{"success":false,"errors":[{"code":"601","message":"Access token invalid"}]}""")]
    [InlineData("""{"success":true,"result":[]}""")]
    [InlineData("""{"success":true,"result":{}}""")]
    [InlineData("""{"success":true,"result":[{"fields":[]}]}""")]
    [InlineData("""{"success":true,"result":[{"name":"a"}]}""")]
    [InlineData("""{"success":true,"result":[{"rest":{"name":""}}]}""")]
    [InlineData("""{"success":true,"result":[{"fields":[{"name":"\ud83d"}]}]}""")]
    public void An_answer_without_any_field_describes_nothing(string answer) => Assert.Null(Read(answer));

    [Property(MaxTest = 300)]
    public void Whatever_comes_there_is_an_answer(byte[] bytes) => ObjectSchemaReader.Read(bytes);

    [Fact]
    public void The_standard_fields_of_companies_are_marked_but_not_those_that_tie_a_lead_to_one()
    {
        var leads = new ObjectSchema(null, null, [], [new("id", FieldType.Whole), new("company", FieldType.Text), new("externalCompanyId", FieldType.Text), new("title", FieldType.Text)]);

        Assert.Equal(["company"], leads.WithCompany().Fields.Where(field => field.IsOfCompany).Select(field => field.Name));
    }

    private static ObjectSchema? Read(string answer) => ObjectSchemaReader.Read(Encoding.UTF8.GetBytes(answer));
}
