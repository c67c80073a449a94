using System.Text;
using MarketoSync.Marketo;

namespace MarketoSync.Tests.Marketo;

public class ObjectPageTests
{
    [Fact]
    public void Objects_are_read_with_id_key_and_time_of_creation()
    {
        var page = Read("""{"success":true,"result":[{"id":7,"email":"a@x.example","createdAt":"2026-11-20T18:00:00Z"},{"id":"8","email":5,"createdAt":"2026-11-20T18:00:00-06:00"}]}""");
        var second = new DateTimeOffset(2026, 11, 21, 0, 0, 0, TimeSpan.Zero);
        Assert.Equal([new("7", "a@x.example", second.AddHours(-6)), new("8", "5", second)], page!.Objects);
        Assert.Null(page.NextPageToken);
    }

    [Theory]
    [InlineData("""{"result":[],"nextPageToken":"t"}""", "t")]
    [InlineData("""{"result":[],"nextPageToken":"t","moreResult":true}""", "t")]
    [InlineData("""{"result":[],"nextPageToken":"t","moreResult":false}""", null)]
    [InlineData("""{"success":true}""", null)]
    public void There_is_a_next_page_where_the_answer_names_one(string body, string? token) => Assert.Equal(token, Read(body)!.NextPageToken);

    [Fact]
    public void A_compound_key_is_read_as_one_text()
    {
        const string Body = """{"result":[{"seq":0,"marketoGUID":"g","externalOpportunityId":"o|1","leadId":7,"role":"Chair","createdAt":"2026-11-20T18:00:00Z"}]}""";
        var page = ObjectPage.TryRead(Encoding.UTF8.GetBytes(Body), "marketoGUID", ["externalOpportunityId", "leadId", "role"]);
        Assert.Equal(("g", """o\|1|7|Chair"""), (page!.Objects[0].Id, page.Objects[0].Key));
    }

    [Theory]
    [InlineData("""{"result":[{"id":7,"email":"a@x.example"}]}""")]
    [InlineData("""{"result":[{"id":7,"email":"a@x.example","createdAt":null}]}""")]
    [InlineData("""{"result":[{"id":7,"email":null,"createdAt":"2026-11-20T18:00:00Z"}]}""")]
    [InlineData("""{"result":[{"email":"a@x.example","createdAt":"2026-11-20T18:00:00Z"}]}""")]
    [InlineData("""{"result":[7]}""")]
    public void An_object_without_what_was_asked_for_proves_nothing(string body) => Assert.Null(Read(body));

    private static ObjectPage? Read(string body) => ObjectPage.TryRead(Encoding.UTF8.GetBytes(body), "id", ["email"]);
}
