/**
 * What a person is told before they agree to be cleared in other countries, in the languages in which it is written down; an
 * interpreter reads it out in any other. Whoever changes the text changes its version in all of them: consents name the version that was
 * read, and its language.
 */
export const clearanceNotice = {
  version: '2026-1',
  languages: [
    {
      language: 'en',
      direction: 'ltr',
      name: 'English',
      points: [
        'You were taken for somebody else whom the authorities of another country look for. We have made sure that you are not that person.',
        'So that it does not happen to you in other countries as well, we can tell the authority that looks for the other person. If it agrees, it tells every country that has its warning.',
        'Neither your name nor the number of your document is sent. What is sent is a code made from your document and your date of birth, by which you are recognised when you show that document.',
        'It is used for nothing else. Nobody can look you up with it.',
        'It is your choice. If you say no, nothing is sent, and in this country you stay cleared as you are.',
        'You can take your consent back at any time, here or in the other country, without giving a reason. The code is then destroyed everywhere, and we can tell you when that has happened.',
        'It ends by itself when the other country takes its warning back, when it changes whom it looks for, and at the latest on the day that we tell you.',
        'If your document is replaced, come back: the code knows only the old one.',
      ],
    },
    {
      language: 'fr',
      direction: 'ltr',
      name: 'Français',
      points: [
        'On vous a pris pour une autre personne, que les autorités d’un autre pays recherchent. Nous nous sommes assurés que vous n’êtes pas cette personne.',
        'Pour que cela ne vous arrive pas aussi dans d’autres pays, nous pouvons le signaler à l’autorité qui recherche l’autre personne. Si elle est d’accord, elle le signale à chaque pays qui a reçu son alerte.',
        'Ni votre nom ni le numéro de votre document ne sont envoyés. Ce qui est envoyé est un code calculé à partir de votre document et de votre date de naissance, qui permet de vous reconnaître quand vous montrez ce document.',
        'Il ne sert à rien d’autre. Personne ne peut vous rechercher à l’aide de ce code.',
        'C’est votre choix. Si vous dites non, rien n’est envoyé, et dans ce pays vous restez hors de cause comme maintenant.',
        'Vous pouvez retirer votre consentement à tout moment, ici ou dans l’autre pays, sans donner de raison. Le code est alors détruit partout, et nous pouvons vous dire quand c’est fait.',
        'Cela prend fin de soi-même quand l’autre pays retire son alerte, quand il change la personne qu’il recherche, et au plus tard le jour que nous vous indiquons.',
        'Si votre document est remplacé, revenez nous voir : le code ne connaît que l’ancien.',
      ],
    },
    {
      language: 'es',
      direction: 'ltr',
      name: 'Español',
      points: [
        'Le han tomado por otra persona, a la que buscan las autoridades de otro país. Hemos comprobado que usted no es esa persona.',
        'Para que no le ocurra también en otros países, podemos comunicarlo a la autoridad que busca a la otra persona. Si está de acuerdo, lo comunica a todos los países que tienen su aviso.',
        'No se envían ni su nombre ni el número de su documento. Lo que se envía es un código calculado a partir de su documento y de su fecha de nacimiento, con el que se le reconoce cuando muestra ese documento.',
        'No se usa para nada más. Nadie puede buscarle con ese código.',
        'Usted decide. Si dice que no, no se envía nada, y en este país queda aclarado que no es usted, como hasta ahora.',
        'Puede retirar su consentimiento en cualquier momento, aquí o en el otro país, sin dar razones. Entonces el código se destruye en todas partes, y podemos decirle cuándo se ha hecho.',
        'Termina por sí solo cuando el otro país retira su aviso, cuando cambia a quién busca y, a más tardar, el día que le indicamos.',
        'Si cambia de documento, vuelva: el código solo conoce el antiguo.',
      ],
    },
    {
      language: 'ar',
      direction: 'rtl',
      name: 'العربية',
      points: [
        'ظُنَّ أنك شخص آخر تبحث عنه سلطات بلد آخر. وقد تأكدنا من أنك لست ذلك الشخص.',
        'لكي لا يحدث لك ذلك في بلدان أخرى أيضًا، يمكننا أن نبلغ السلطة التي تبحث عن ذلك الشخص. فإذا وافقت أبلغت كل بلد وصله تنبيهها.',
        'لا يُرسَل اسمك ولا رقم وثيقتك. ما يُرسَل هو رمز محسوب من وثيقتك ومن تاريخ ميلادك، يُتعرَّف عليك به عندما تُبرز تلك الوثيقة.',
        'لا يُستخدم هذا الرمز لأي غرض آخر، ولا يستطيع أحد أن يبحث عنك به.',
        'الخيار لك. إذا رفضت فلن يُرسَل شيء، وتبقى في هذا البلد غير معنيٍّ بالتنبيه كما أنت الآن.',
        'يمكنك أن تسحب موافقتك في أي وقت، هنا أو في البلد الآخر، من دون ذكر سبب. عندئذ يُتلَف الرمز في كل مكان، ويمكننا أن نخبرك متى تم ذلك.',
        'ينتهي ذلك من تلقاء نفسه عندما يسحب البلد الآخر تنبيهه، أو عندما يغيّر الشخص الذي يبحث عنه، وعلى أبعد تقدير في اليوم الذي نخبرك به.',
        'إذا استُبدلت وثيقتك فعُد إلينا: فالرمز لا يعرف إلا الوثيقة القديمة.',
      ],
    },
  ],
} as const
