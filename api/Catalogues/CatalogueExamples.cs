namespace Matcher.Api.Catalogues;

/// <summary>What the document shows of the catalogue: from the sample, which is made up, shortened.</summary>
internal static class CatalogueExamples
{
    public const string Catalogue = """
        {
          "version": "0123456789ab",
          "today": "2026-11-23",
          "illustrative": true,
          "benchmarkEdition": null,
          "providers": 14,
          "courses": 38,
          "cohorts": 184,
          "liveCohorts": 163,
          "warnings": 0,
          "refused": null,
          "changes": null
        }
        """;

    public const string Providers = """
        {
          "items": [
            {
              "id": "leadership-london",
              "name": "Leadership and management specialist, London",
              "type": "leadershipAndManagement",
              "coverage": "national",
              "region": "London"
            },
            {
              "id": "leadership-north-west",
              "name": "Leadership and management specialist, North West",
              "type": "leadershipAndManagement",
              "coverage": "national",
              "region": "North West"
            }
          ],
          "page": 1,
          "pageSize": 2,
          "total": 14,
          "links": {
            "self": "/v1/providers?pageSize=2&page=1",
            "previous": null,
            "next": "/v1/providers?pageSize=2&page=2"
          }
        }
        """;

    public const string Provider = """
        {
          "id": "specialist-south-east",
          "name": "Careers specialist, South East",
          "type": "careersSpecialist",
          "coverage": "regional",
          "region": "South East"
        }
        """;

    public const string Courses = $$"""
        {
          "items": [
            {
              "id": "se-l6-day",
              "title": "Careers Leadership at Level 6, full days",
              "provider": {{Provider}},
              "accreditation": "level6",
              "delivery": "blended",
              "cohorts": [
                {
                  "id": "se-l6-day-guildford-2702",
                  "venue": "Training centre, Guildford",
                  "region": "South East",
                  "startsOn": "2027-02-02",
                  "endsOn": "2027-05-25",
                  "sessionTypes": [
                    "weekdayFullDay",
                    "online"
                  ],
                  "placesLeft": 8,
                  "distanceMiles": 33.3
                },
                {
                  "id": "se-l6-day-maidstone-2703",
                  "venue": "Training centre, Maidstone",
                  "region": "South East",
                  "startsOn": "2027-03-04",
                  "endsOn": "2027-06-24",
                  "sessionTypes": [
                    "weekdayFullDay",
                    "online"
                  ],
                  "placesLeft": 11,
                  "distanceMiles": 43.2
                }
              ]
            }
          ],
          "page": 1,
          "pageSize": 1,
          "total": 7,
          "links": {
            "self": "/v1/courses?near=BN3&withinMiles=60&level=level6&sort=distance&pageSize=1&page=1",
            "previous": null,
            "next": "/v1/courses?near=BN3&withinMiles=60&level=level6&sort=distance&pageSize=1&page=2"
          }
        }
        """;

    public const string Course = $$"""
        {
          "id": "se-l6-day",
          "title": "Careers Leadership at Level 6, full days",
          "provider": {{Provider}},
          "accreditation": "level6",
          "credits": 20,
          "delivery": "blended",
          "contactHours": 39,
          "selfStudyHoursPerWeek": 3,
          "balance": "practical",
          "sectors": [],
          "benchmarks": [
            4,
            5
          ],
          "catchUp": "anotherCohort",
          "satisfactionPercent": 93,
          "cohorts": [
            {
              "id": "se-l6-day-guildford-2702",
              "venue": {
                "id": "guildford",
                "name": "Training centre, Guildford",
                "region": "South East",
                "latitude": 51.2447,
                "longitude": -0.5744,
                "nearStation": true
              },
              "startsOn": "2027-02-02",
              "endsOn": "2027-05-25",
              "residential": false,
              "daysAwayFromSchool": 6,
              "places": 12,
              "placesLeft": 8,
              "minimumViable": 10,
              "assignmentsDue": [
                "2027-03-26",
                "2027-06-18"
              ],
              "sessions": [
                {
                  "date": "2027-02-02",
                  "type": "weekdayFullDay",
                  "from": "09:30:00",
                  "to": "16:00:00"
                },
                {
                  "date": "2027-03-01",
                  "type": "weekdayFullDay",
                  "from": "09:30:00",
                  "to": "16:00:00"
                }
              ]
            }
          ]
        }
        """;

    public const string Comparison = """
        {
          "courseIds": [ "se-l6-day", "nat-l6-further" ],
          "rows": [
            {
              "label": "Title",
              "values": [ "Careers Leadership at Level 6, full days", "Careers Leadership at Level 6 for colleges" ],
              "texts": [ "Careers Leadership at Level 6, full days", "Careers Leadership at Level 6 for colleges" ],
              "differs": true
            },
            { "label": "Level", "values": [ "level6", "level6" ], "texts": [ "Level 6", "Level 6" ], "differs": false }
          ]
        }
        """;

    public const string ComparisonCsv = """
        ,se-l6-day,nat-l6-further,differs
        Title,"Careers Leadership at Level 6, full days",Careers Leadership at Level 6 for colleges,yes
        Level,Level 6,Level 6,no
        """;

    public const string Whole = $$"""
        {
          "version": "0123456789ab",
          "today": "2026-11-23",
          "illustrative": true,
          "courses": [
        {{Course}}
          ]
        }
        """;

    public const string WholeCsv = """
        course,title,provider,providerName,providerType,coverage,accreditation,credits,delivery,contactHours,selfStudyHoursPerWeek,balance,sectors,benchmarks,catchUp,satisfactionPercent,cohort,venue,region,latitude,longitude,startsOn,endsOn,residential,daysAwayFromSchool,places,placesLeft,minimumViable,assignmentsDue,sessions,catalogueVersion,illustrative
        se-l6-day,"Careers Leadership at Level 6, full days",specialist-south-east,"Careers specialist, South East",careersSpecialist,regional,level6,20,blended,39,3,practical,,4 5,anotherCohort,93,se-l6-day-guildford-2702,"Training centre, Guildford",South East,51.2447,-0.5744,2027-02-02,2027-05-25,false,6,12,8,10,2027-03-26 2027-06-18,"2027-02-02 09:30-16:00 weekdayFullDay; 2027-03-01 09:30-16:00 weekdayFullDay",0123456789ab,true
        """;

    public const string Venues = """
        {
          "type": "FeatureCollection",
          "features": [
            {
              "type": "Feature",
              "id": "guildford",
              "geometry": { "type": "Point", "coordinates": [ -0.5744, 51.2447 ] },
              "properties": { "name": "Training centre, Guildford", "region": "South East", "nearStation": true, "courseIds": [ "se-l6-day" ] }
            }
          ]
        }
        """;

    public const string Calendar = """
        BEGIN:VCALENDAR
        VERSION:2.0
        PRODID:-//Matcher//Careers Leader training//EN
        BEGIN:VEVENT
        UID:se-l6-day-guildford-2702-1@matcher
        DTSTAMP:20261123T000000Z
        DTSTART;TZID=Europe/London:20270202T093000
        DTEND;TZID=Europe/London:20270202T160000
        SUMMARY:Careers Leadership at Level 6\\, full days: session 1 of 8
        LOCATION:Training centre\\, Guildford
        END:VEVENT
        END:VCALENDAR
        """;
}
